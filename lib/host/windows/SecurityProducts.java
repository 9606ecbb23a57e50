package host.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.windows.WindowsFacts.SecurityProduct.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Products that registered with the Windows Security Center, as {@code Get-CimInstance} prints them for the classes
 * FirewallProduct and AntiVirusProduct of {@code root/SecurityCenter2}:
 * <pre>{"firewall":[{"displayName":"Sophos Intercept X","instanceGuid":"{CED48E50-...}",
 * "pathToSignedProductExe":"C:\\Program Files\\Sophos\\..."}],"antiVirus":[...]}</pre>
 * Recordings of earlier versions have no path.
 */
final class SecurityProducts {

    /** What opens Windows' own product: the address of its page and, before Windows 10 1703, a program of Windows. */
    private static final Pattern OWN_PATH =
            Pattern.compile("windowsdefender:.*|(%programfiles%|[a-z]:\\\\program files)\\\\windows defender\\\\.*");

    /** Windows' own by its name, in every capture we have; Bitdefender is not one of them. */
    private static final Pattern OWN_NAME = Pattern.compile("\\b(windows|microsoft) defender\\b");

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
            String title = text(one.getAsJsonObject(), "displayName");
            if (!title.isEmpty() && !isWindowsOwn(title, text(one.getAsJsonObject(), "pathToSignedProductExe"))) {
                products.add(new WindowsFacts.SecurityProduct(title, kind));
            }
        }
    }

    /** By what it starts; a product of another maker can have the instanceGuid that Defender has, or its name. */
    private static boolean isWindowsOwn(String title, String path) {
        return path.isEmpty() ? OWN_NAME.matcher(title.toLowerCase(Locale.ROOT)).find()
                : OWN_PATH.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    private static String text(JsonObject product, String key) {
        JsonElement value = product.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString().strip();
    }
}
