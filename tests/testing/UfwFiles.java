package testing;

/** What ufw writes to: its rules, its settings and its state, which are covered by copies before a test runs it. */
public final class UfwFiles {

    private UfwFiles() {
    }

    /**
     * Functions for sh. {@code ufw_files} prints the folders and files, one a line; where they are is decided by who
     * packed ufw ({@code /lib/ufw} in Debian, {@code /var/lib/ufw} elsewhere), so that ufw's own program is asked.
     * {@code cover_ufw FOLDER} lays copies in that folder over them, in the mount namespace that it runs in.
     */
    public static final String FUNCTIONS = """
            ufw_files() {
                $(sed -n '1s/^#! *//p' "$(command -v ufw)") -B -c 'if True:
                    import ufw.common as ufw
                    print(ufw.config_dir + "/ufw", ufw.config_dir + "/default/ufw", ufw.state_dir, sep="\\n")'
            }
            cover_ufw() {
                covered=$(ufw_files) || return
                for file in $covered; do
                    mkdir -p "$1$(dirname "$file")" &&
                    cp -a "$file" "$1$file" &&
                    mount --bind "$1$file" "$file" || return
                done
            }
            """;
}
