package inventory.compose;

import inventory.InventoryFile;
import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import inventory.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import text.Message;

/** Reads a project's files as Compose does, where Compose itself is not to be had. */
final class ProjectFiles {
    /** Compose allows letters, digits, dots, dashes and underscores as a service's name. */
    private static final String SERVICE_NAME = "[A-Za-z0-9._-]{1,180}";
    /** As deep as anybody includes or extends; a file that includes itself comes to an end here. */
    private static final int DEEPEST = 20;
    /** Files that include others twice, which do so too, would be read without end. */
    private static final int MOST_FILES = 500;

    private final ComposeFiles files;
    private final Notes notes = new Notes();
    private final Map<Path, List<Yaml>> parsed = new HashMap<>();
    private int read;

    private ProjectFiles(ComposeFiles files) {
        this.files = files;
    }

    record Reading(Project project, List<Message> notes) { }

    /** What one or several files come to: the fields of each service, and the project's name where one says it. */
    private record Model(Map<String, Yaml.Fields> services, Optional<String> name) { }

    static Reading read(ComposeFiles files) throws InventoryProblem {
        return new ProjectFiles(files).read();
    }

    private Reading read() throws InventoryProblem {
        Model model = model(files.files(), files.folder(), files.environment(), 0);
        var active = Set.of(Stream.of(files.environment().getOrDefault("COMPOSE_PROFILES", "").split(","))
                .map(String::strip).distinct().toArray(String[]::new));
        var services = new ArrayList<ComposeService>();
        for (var service : model.services().entrySet()) {
            List<String> profiles = ServiceReader.profiles(service.getValue());
            if (profiles.isEmpty() || active.contains("*") || profiles.stream().anyMatch(active::contains)) {
                services.add(ServiceReader.read(service.getKey(), service.getValue()));
            }
        }
        return new Reading(new Project(name(model), services), notes.all());
    }

    private String name(Model model) {
        String given = files.environment().getOrDefault("COMPOSE_PROJECT_NAME", "");
        String folder = Optional.ofNullable(files.folder().getFileName()).map(Path::toString).orElse("");
        return !given.isEmpty() ? given : model.name().orElseGet(() -> folder.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", ""));
    }

    private Model model(List<Path> several, Path folder, Map<String, String> environment, int depth)
            throws InventoryProblem {
        var services = new LinkedHashMap<String, Yaml.Fields>();
        Optional<String> name = Optional.empty();
        var excerpt = new Excerpt(Interpolation.of(environment), notes);
        for (Path file : several) {
            if (++read > MOST_FILES) {
                throw Mistakes.inWhole(shown(file), Message.of("inventory.compose-too-many-files",
                        Integer.toString(MOST_FILES)));
            }
            for (Yaml document : documents(file)) {
                Yaml.Fields top = top(document);
                var own = new LinkedHashMap<>(new Extending(excerpt, file, services(top, excerpt), new HashMap<>())
                        .all());
                if (depth < DEEPEST) {
                    include(top, excerpt, folder, environment, depth).forEach(own::putIfAbsent);
                }
                for (var service : own.entrySet()) {
                    Yaml.Fields over = service.getValue();
                    var nothing = new Yaml.Fields(List.of(), over.place());
                    services.put(service.getKey(), Merge.fields(services.getOrDefault(service.getKey(), nothing),
                            over));
                }
                Optional<Yaml> named = ServiceReader.field(top, "name");
                if (named.isPresent()) {
                    name = Optional.of(ServiceReader.word(excerpt.of(named.get(), Shape.NAME)));
                }
            }
        }
        return new Model(services, name);
    }

    /** Each file is read once, however many lead to it. */
    private List<Yaml> documents(Path file) throws InventoryProblem {
        if (!parsed.containsKey(file)) {
            String source = shown(file);
            List<Yaml> documents = YamlReader.compose(source, InventoryFile.text(file, source));
            if (documents.stream().allMatch(document -> document instanceof Yaml.Text text && text.nothing())) {
                throw Mistakes.inWhole(source, Message.of("inventory.compose-empty"));
            }
            parsed.put(file, documents);
        }
        return parsed.get(file);
    }

    /** A file beside the first one is called as that is. */
    private String shown(Path file) {
        int name = files.source().length() - files.files().getFirst().getFileName().toString().length();
        return file.startsWith(files.folder())
                ? files.source().substring(0, name) + files.folder().relativize(file) : file.toString();
    }

    private static Yaml.Fields top(Yaml document) throws InventoryProblem {
        if (!(document instanceof Yaml.Fields fields)) {
            throw Mistakes.at(document.place(), Message.of("inventory.compose-shape"));
        }
        Excerpt.requireOnce(fields);
        return fields;
    }

    private static Map<String, Yaml.Fields> services(Yaml.Fields top, Excerpt excerpt) throws InventoryProblem {
        var services = new LinkedHashMap<String, Yaml.Fields>();
        Yaml written = ServiceReader.field(top, "services").orElse(new Yaml.Fields(List.of(), top.place()));
        if (!(written instanceof Yaml.Fields mapping)) {
            throw Mistakes.at(written.place(), Message.of("inventory.compose-services"));
        }
        Excerpt.requireOnce(mapping);
        for (Yaml.Field service : mapping.fields()) {
            if (!service.key().value().matches(SERVICE_NAME)) {
                throw Mistakes.at(service.key().place(),
                        Message.of("inventory.compose-service-name", service.key().value()));
            }
            Yaml fields = service.value() instanceof Yaml.Text text && text.nothing()
                    ? new Yaml.Fields(List.of(), text.place()) : excerpt.of(service.value(), Shape.SERVICE);
            if (!(fields instanceof Yaml.Fields known)) {
                throw Mistakes.at(fields.place(), Message.of("inventory.compose-service"));
            }
            services.put(service.key().value(), known);
        }
        return services;
    }

    /** What other projects bring along; what this one has of the same name is its own. */
    private Map<String, Yaml.Fields> include(Yaml.Fields top, Excerpt excerpt, Path folder,
            Map<String, String> environment, int depth) throws InventoryProblem {
        var included = new LinkedHashMap<String, Yaml.Fields>();
        Optional<Yaml> written = ServiceReader.field(top, "include");
        if (written.isEmpty()) {
            return included;
        }
        Yaml entries = excerpt.of(written.get(), Shape.INCLUDE);
        for (Yaml entry : entries instanceof Yaml.Items(List<Yaml> values, Yaml.Place at) ? values : List.of(entries)) {
            Yaml.Fields one = entry instanceof Yaml.Fields fields ? fields
                    : new Yaml.Fields(List.of(new Yaml.Field(new Yaml.Text("path", true, entry.place()), entry)),
                    entry.place());
            List<Path> paths = paths(one, "path", folder);
            if (paths.isEmpty()) {
                continue;
            }
            Path base = ServiceReader.text(one, "project_directory").map(folder::resolve)
                    .orElse(paths.getFirst().getParent()).normalize();
            List<Path> given = paths(one, "env_file", folder);
            Path usual = base.resolve(".env");
            List<Path> envFiles = !given.isEmpty() ? given : Files.isRegularFile(usual) ? List.of(usual) : List.of();
            model(paths, base, DotEnv.under(environment, envFiles), depth + 1).services()
                    .forEach(included::putIfAbsent);
        }
        return included;
    }

    private List<Path> paths(Yaml.Fields entry, String key, Path folder) throws InventoryProblem {
        var paths = new ArrayList<Path>();
        for (Yaml path : ServiceReader.items(entry, key)) {
            String text = ServiceReader.word(path);
            if (Remote.is(text)) {
                notes.add("inventory.compose-remote", text);
            } else {
                paths.add(folder.resolve(text).normalize());
            }
        }
        return paths;
    }

    /** Puts services over those that they extend, which may stand in another file. */
    private final class Extending {
        private final Excerpt excerpt;
        private final Path file;
        private final Map<String, Yaml.Fields> services;
        private final Map<Path, Extending> others;

        Extending(Excerpt excerpt, Path file, Map<String, Yaml.Fields> services, Map<Path, Extending> others) {
            this.excerpt = excerpt;
            this.file = file;
            this.services = services;
            this.others = others;
        }

        Map<String, Yaml.Fields> all() throws InventoryProblem {
            var all = new LinkedHashMap<String, Yaml.Fields>();
            for (String name : services.keySet()) {
                all.put(name, extended(name, List.of()));
            }
            return all;
        }

        /** @param before those that lead here, as files and names */
        private Yaml.Fields extended(String name, List<String> before) throws InventoryProblem {
            Yaml.Fields service = services.get(name);
            Optional<Yaml> written = ServiceReader.field(service, "extends");
            if (written.isEmpty()) {
                return service;
            }
            String here = file + " " + name;
            if (before.contains(here) || before.size() > DEEPEST) {
                throw Mistakes.at(written.get().place(), Message.of("inventory.compose-extends-circle", name));
            }
            List<String> chain = Stream.concat(before.stream(), Stream.of(here)).toList();
            Optional<String> other = written.get() instanceof Yaml.Fields fields
                    ? ServiceReader.text(fields, "file") : Optional.empty();
            String base = written.get() instanceof Yaml.Fields fields
                    ? ServiceReader.text(fields, "service").orElse("") : ServiceReader.word(written.get());
            if (other.filter(Remote::is).isPresent()) {
                notes.add("inventory.compose-remote", other.get());
                return service;
            }
            Extending where = other.isPresent() ? in(file.resolveSibling(other.get()).normalize()) : this;
            if (!where.services.containsKey(base)) {
                throw Mistakes.at(written.get().place(), Message.of("inventory.compose-extends", base,
                        shown(where.file)));
            }
            return Merge.fields(where.extended(base, chain), without(service));
        }

        private Extending in(Path other) throws InventoryProblem {
            if (!others.containsKey(other)) {
                var all = new LinkedHashMap<String, Yaml.Fields>();
                for (Yaml document : documents(other)) {
                    all.putAll(services(top(document), excerpt));
                }
                others.put(other, new Extending(excerpt, other, all, others));
            }
            return others.get(other);
        }

        private static Yaml.Fields without(Yaml.Fields service) {
            return new Yaml.Fields(service.fields().stream()
                    .filter(field -> !field.key().value().equals("extends")).toList(), service.place());
        }
    }
}
