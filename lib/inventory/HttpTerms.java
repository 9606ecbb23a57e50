package inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a GET takes along, and what its answer has to be: the keys of a {@code health} that has keys.
 *
 * @param statuses any of them will do; without any, 200 to 299
 * @param contains a text that stands in the body
 * @param json     values that stand in the body, by their path: {@code database.state} is {@code up}
 * @param headers  of the request, by name
 * @param tls      present for {@code https: true}
 */
public record HttpTerms(Set<Integer> statuses, Optional<String> contains, SequencedMap<String, String> json,
        SequencedMap<String, String> headers, Optional<Tls> tls) {

    /** Of a path alone. */
    public static final HttpTerms USUAL = new HttpTerms(Set.of(), Optional.empty(), new LinkedHashMap<>(),
            new LinkedHashMap<>(), Optional.empty());

    /** Of a path that is asked by TLS. */
    public static final HttpTerms BY_TLS = new HttpTerms(Set.of(), Optional.empty(), new LinkedHashMap<>(),
            new LinkedHashMap<>(), Optional.of(Tls.USUAL));

    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    public HttpTerms {
        statuses = Set.copyOf(statuses);
        // Map.copyOf would lose the order of the file, in which mistakes and values are told.
        json = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(json));
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /**
     * {@code https: true}.
     *
     * @param ca the name of a certificate authority that this system does not know and the phone does
     */
    public record Tls(Optional<String> ca) {

        /** Those alone that this system knows. */
        public static final Tls USUAL = new Tls(Optional.empty());
    }

    /** Whether a status is as it should be. */
    public boolean takes(int status) {
        return statuses.isEmpty() ? status >= OK && status < REDIRECTION : statuses.contains(status);
    }

    /** What is not usual, without the values of headers: they may be secret. */
    String text() {
        var words = new ArrayList<String>();
        tls.ifPresent(tls -> words.add("https" + tls.ca().map(ca -> " ca=" + ca).orElse("")));
        statuses.stream().sorted().forEach(status -> words.add("status=" + status));
        contains.ifPresent(text -> words.add("contains=" + text));
        json.forEach((path, value) -> words.add("json." + path + "=" + value));
        headers.keySet().forEach(name -> words.add("header=" + name));
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }
}
