package lab;

import java.nio.file.Path;
import testing.UfwFiles;

/** ufw on the lab's machine: off and without a rule, whatever the real machine's is, until a fault switches it on. */
record Ufw(Machine machine, Path folder) {

    /** Keeps what ufw's files are, or puts it back, in place: some of them are mounted one by one. */
    private static final String KEEP = UfwFiles.FUNCTIONS + """
            set -e
            for file in $(ufw_files); do
                mkdir -p "$1$(dirname "$file")"
                cp -a "$file" "$1$file"
            done
            """;
    private static final String PUT_BACK = """
            set -e
            cd "$1"
            find . ! -type d | while read -r file; do
                cmp -s "$file" "/$file" || cat "$file" >"/$file"
            done
            """;

    /** Ufw as somebody has it who has just installed it. */
    static Ufw installed(Machine machine, Path folder) {
        machine.must("ufw", "--force", "reset");
        machine.must("ufw", "default", "deny", "incoming");
        // Debian's first user6.rules lacks lines that ufw itself writes with the first rule it adds or deletes.
        machine.must("ufw", "allow", "9/tcp");
        machine.must("ufw", "delete", "allow", "9/tcp");
        machine.must("sh", "-c", KEEP, "keep", folder.toString());
        return new Ufw(machine, folder);
    }

    /** Switches it on after these commands of it. */
    void on(String... settings) {
        for (String setting : settings) {
            machine.must(("ufw " + setting).split(" "));
        }
        machine.must("ufw", "--force", "enable");
    }

    /** What it has put into the kernel's tables may be left there. */
    void off() {
        machine.must("ufw", "--force", "disable");
        machine.must("sh", "-c", PUT_BACK, "put-back", folder.toString());
    }
}
