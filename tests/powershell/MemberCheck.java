package powershell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Types and methods of .NET that the scripts may use, each with its page behind learn.microsoft.com/dotnet/api/. */
final class MemberCheck {
    private static final Map<String, String> STATICS = Map.ofEntries(
            Map.entry("[Console]::In", "system.console.in"),
            Map.entry("[Console]::OutputEncoding", "system.console.outputencoding"),
            Map.entry("[Security.Principal.WindowsIdentity]::GetCurrent",
                    "system.security.principal.windowsidentity.getcurrent"),
            Map.entry("[Security.Principal.WindowsBuiltInRole]::Administrator",
                    "system.security.principal.windowsbuiltinrole"),
            Map.entry("[System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces",
                    "system.net.networkinformation.networkinterface.getallnetworkinterfaces"),
            Map.entry("[Environment]::ExpandEnvironmentVariables", "system.environment.expandenvironmentvariables"),
            Map.entry("[Environment]::GetEnvironmentVariable", "system.environment.getenvironmentvariable"),
            Map.entry("[System.Diagnostics.Process]::Start", "system.diagnostics.process.start"),
            Map.entry("[System.Diagnostics.ProcessWindowStyle]::Hidden", "system.diagnostics.processwindowstyle"));

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("ReadLine", "system.io.textreader.readline"),
            Map.entry("IsInRole", "system.security.principal.windowsprincipal.isinrole"),
            Map.entry("WaitForExit", "system.diagnostics.process.waitforexit"),
            Map.entry("Trim", "system.string.trim"),
            Map.entry("Substring", "system.string.substring"),
            Map.entry("ToLowerInvariant", "system.string.tolowerinvariant"),
            Map.entry("ToString", "system.object.tostring"),
            Map.entry("ToXml", "system.diagnostics.eventing.reader.eventrecord.toxml"),
            Map.entry("GetType", "system.object.gettype"),
            Map.entry("GetIPProperties", "system.net.networkinformation.networkinterface.getipproperties"),
            Map.entry("GetIPv4Properties", "system.net.networkinformation.ipinterfaceproperties.getipv4properties"),
            Map.entry("GetIPv6Properties", "system.net.networkinformation.ipinterfaceproperties.getipv6properties"));

    private static final Map<String, String> MADE = Map.of(
            "System.Text.UTF8Encoding", "system.text.utf8encoding",
            "System.Diagnostics.ProcessStartInfo", "system.diagnostics.processstartinfo",
            "Security.Principal.WindowsPrincipal", "system.security.principal.windowsprincipal");

    /** about_Type_Accelerators. */
    private static final Set<String> CASTS = Set.of("string", "int", "long", "bool", "char", "ordered", "byte",
            "datetime", "timespan", "xml");

    private MemberCheck() { }

    static List<String> complaints(Tree tree) {
        return Stream.of(
                tree.all("member_access", "invokation_expression").filter(node -> node.child("::").isPresent())
                        .map(node -> node.children().getFirst().text() + "::" + member(node))
                        .filter(name -> !STATICS.containsKey(name)),
                tree.all("invokation_expression").filter(node -> node.child("::").isEmpty())
                        .map(MemberCheck::member).filter(name -> !METHODS.containsKey(name))
                        .map(name -> "." + name + "()"),
                tree.all("cast_expression").map(node -> node.children().getFirst().text())
                        .filter(type -> !CASTS.contains(type.substring(1, type.length() - 1))),
                Call.in(tree).filter(call -> call.name().equals("New-Object")).map(MemberCheck::made)
                        .filter(type -> !MADE.containsKey(type)).map(type -> "New-Object " + type))
                .flatMap(names -> names).map(name -> name + " is not in the table of members").toList();
    }

    private static String member(Tree node) {
        return node.child("member_name").map(Tree::text).orElse("?");
    }

    private static String made(Call call) {
        return call.words().stream().flatMap(word -> word instanceof Call.Value(Tree tree)
                ? Stream.of(tree.literal().orElse("?")) : Stream.of()).findFirst().orElse("?");
    }
}
