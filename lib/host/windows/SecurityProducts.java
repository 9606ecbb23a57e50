package host.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.windows.WindowsFacts.SecurityProduct.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Products that registered with the Windows Security Center, as {@code Get-CimInstance} prints them for the classes
 * FirewallProduct and AntiVirusProduct of {@code root/SecurityCenter2}:
 * <pre>{"firewall":[{"displayName":"Sophos Intercept X","instanceGuid":"{CED48E50-...}"}],"antiVirus":[...]}</pre>
 */
final class SecurityProducts {

    /** The instanceGuid under which Windows registers its own Defender, in every capture we have. */
    private static final String DEFENDER = "{d68ddc3a-831f-4fae-9e44-da132c1acf46}";

    private SecurityProducts() { }

    /**
     * All but Windows' own, each once. A kind that is {@code null} could not be read.
     *
     * @throws IllegalStateException and other unchecked exceptions where this is no such answer
     */
    static List<WindowsFacts.SecurityProduct> of(JsonElement answer) {
        var products = new ArrayList<WindowsFacts.SecurityProduct>();
        add(products, answer.getAsJsonObject(), "firewall", Kind.FIREWALL);
        add(products, answer.getAsJsonObject(), "antiVirus", Kind.ANTIVIRUS);
        return products.stream().distinct().toList();
    }

    private static void add(List<WindowsFacts.SecurityProduct> products, JsonObject answer, String name, Kind kind) {
        if (answer.get(name).isJsonNull()) {
            return;
        }
        for (JsonElement one : answer.getAsJsonArray(name)) {
            JsonElement title = one.getAsJsonObject().get("displayName");
            JsonElement id = one.getAsJsonObject().get("instanceGuid");
            boolean own = id != null && !id.isJsonNull()
                    && id.getAsString().toLowerCase(Locale.ROOT).equals(DEFENDER);
            if (!own && title != null && !title.isJsonNull() && !title.getAsString().isBlank()) {
                products.add(new WindowsFacts.SecurityProduct(title.getAsString().strip(), kind));
            }
        }
    }
}
