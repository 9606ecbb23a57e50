package firewall.windows;

import process.Shell;

/** Pieces of command lines for people to paste. */
final class Quoting {
    private Quoting() { }

    /** Data for PowerShell, quoted even where it need not be: {@code -Confirm} as a name must not become a switch. */
    static String powershell(String data) {
        return Shell.POWERSHELL.literal(data);
    }

    /** Data for netsh in cmd, quoted; without a backslash at the end, which would make the closing quote data. */
    static String cmd(String data) {
        String quoted = Shell.CMD.quote(data);
        String plain = (quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : quoted)
                .replaceAll("(?<![\\\\ ])[\\\\ ]+$", "");
        return "\"" + (plain.isEmpty() ? "runbook" : plain) + "\"";
    }
}
