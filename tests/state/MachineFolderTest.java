package state;

import static java.nio.file.attribute.AclEntryPermission.APPEND_DATA;
import static java.nio.file.attribute.AclEntryPermission.DELETE;
import static java.nio.file.attribute.AclEntryPermission.DELETE_CHILD;
import static java.nio.file.attribute.AclEntryPermission.EXECUTE;
import static java.nio.file.attribute.AclEntryPermission.READ_DATA;
import static java.nio.file.attribute.AclEntryPermission.WRITE_ACL;
import static java.nio.file.attribute.AclEntryPermission.WRITE_ATTRIBUTES;
import static java.nio.file.attribute.AclEntryPermission.WRITE_DATA;
import static java.nio.file.attribute.AclEntryPermission.WRITE_NAMED_ATTRS;
import static java.nio.file.attribute.AclEntryPermission.WRITE_OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Access;
import text.Message;

/**
 * Which lists of access let an administrator's run believe what is in a folder: the lists that Windows has by default,
 * with the names of a French one, and what others could make of them. Wine knows owners and modes only, so the lists
 * themselves are data here.
 */
class MachineFolderTest {
    private record Name(String getName) implements UserPrincipal {
        @Override
        public String toString() {
            return getName;
        }
    }

    private static final UserPrincipal INSTALLER = new Name("NT SERVICE\\TrustedInstaller");
    private static final UserPrincipal SYSTEM = new Name("AUTORITE NT\\Système");
    private static final UserPrincipal ADMINISTRATORS = new Name("BUILTIN\\Administrateurs");
    private static final UserPrincipal USERS = new Name("BUILTIN\\Utilisateurs");
    private static final UserPrincipal ZOE = new Name("PC\\zoe");
    private static final Set<AclEntryPermission> ALL = EnumSet.allOf(AclEntryPermission.class);
    private static final Set<AclEntryPermission> MODIFY = EnumSet.complementOf(EnumSet.of(DELETE_CHILD, WRITE_ACL,
            WRITE_OWNER));
    private static final Set<AclEntryPermission> READ = EnumSet.of(READ_DATA, EXECUTE);

    /** {@code icacls C:\Windows\System32}, without the entries for what is made in it. */
    private static final Access WINDOWS = access("C:\\Windows\\System32", INSTALLER, allow(INSTALLER, ALL),
            allow(SYSTEM, MODIFY), allow(ADMINISTRATORS, MODIFY), allow(USERS, READ));
    /** {@code icacls C:\ProgramData}: everybody may put something of their own there. */
    private static final Access DATA = access("C:\\ProgramData", SYSTEM, allow(SYSTEM, ALL),
            allow(ADMINISTRATORS, ALL), allow(USERS, READ),
            allow(USERS, EnumSet.of(WRITE_DATA, APPEND_DATA, WRITE_ATTRIBUTES, WRITE_NAMED_ATTRS)));
    private static final Set<UserPrincipal> TRUSTED = WINDOWS.writers();

    @Test
    void whoMayChangeWindowsIsReadFromWindowsInWhateverLanguage() {
        assertEquals(Set.of(INSTALLER, SYSTEM, ADMINISTRATORS), TRUSTED);
        assertEquals(Set.of(USERS), WINDOWS.readers());
    }

    /** What the folder is made with, for all that will be in it, is what is asked of it. */
    @Test
    void theListThatItIsMadeWithIsGood() {
        List<AclEntry> list = Access.list(WINDOWS.writers(), WINDOWS.readers());
        assertTrue(list.stream().allMatch(entry -> entry.flags().equals(
                Set.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT))), list::toString);
        Access made = access("C:\\ProgramData\\runbook", ADMINISTRATORS, list.stream()
                .map(entry -> allow(entry.principal(), entry.permissions())).toArray(Access.Entry[]::new));
        assertEquals(Optional.empty(), MachineFolder.refusal(made, TRUSTED, true));
        assertEquals(Set.of(USERS), made.readers(), "a run without these rights can show what was done");
    }

    @Test
    void othersMayAddToWhatIsAboveIt() {
        assertEquals(Optional.empty(), MachineFolder.refusal(DATA, TRUSTED, false));
        assertEquals("state.machine-writable", refused(DATA, true), "and not to the folder itself");
    }

    /** Whoever made it owns it, and may give themselves every right again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnAccountMadeBeforeIsRefused(boolean ours) {
        Access made = access("C:\\ProgramData\\runbook", ZOE, allow(ADMINISTRATORS, ALL), allow(USERS, READ));
        Message why = MachineFolder.refusal(made, TRUSTED, ours).orElseThrow();
        assertEquals(Message.of("state.machine-writable", "C:\\ProgramData\\runbook", "PC\\zoe"), why);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE_DATA", "APPEND_DATA", "WRITE_ATTRIBUTES", "WRITE_NAMED_ATTRS", "DELETE", "DELETE_CHILD",
        "WRITE_ACL", "WRITE_OWNER"})
    void eachRightToChangeItIsOneTooMany(AclEntryPermission right) {
        assertEquals("state.machine-writable", refused(access("C:\\ProgramData\\runbook\\journal.jsonl", ADMINISTRATORS,
                allow(ADMINISTRATORS, ALL), allow(USERS, EnumSet.of(READ_DATA, right))), true));
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE", "DELETE_CHILD", "WRITE_ACL", "WRITE_OWNER"})
    void aboveItEachRightToPutAnotherFolderInItsPlace(AclEntryPermission right) {
        assertEquals("state.machine-writable", refused(access("D:\\shared", SYSTEM, allow(SYSTEM, ALL),
                allow(USERS, EnumSet.of(right))), false));
    }

    /** Java shows no list, which lets everybody do everything, as it shows an empty one. */
    @Test
    void noListAtAllIsNoGoodOne() {
        assertEquals("state.machine-open", refused(access("E:\\", ADMINISTRATORS), false));
    }

    @Test
    void whatDeniesIsNotCountedOn() {
        assertEquals("state.machine-writable", refused(access("C:\\ProgramData\\runbook", ADMINISTRATORS,
                new Access.Entry(ZOE, false, ALL), allow(ZOE, ALL)), true));
    }

    @Test
    void aJunctionIsRefused() {
        assertEquals("state.link", refused(new Access("C:\\ProgramData\\runbook", true, ADMINISTRATORS,
                List.of(allow(ADMINISTRATORS, ALL))), true));
    }

    /** One account may say its words, and neither change nor remove what others put there. */
    @Test
    void aWordIsANewFileAndNoMore() {
        AclEntry adding = Access.adding(ZOE);
        assertEquals(Set.of(), adding.flags(), "nothing that is in it is its own by this list");
        assertFalse(Stream.of(DELETE, DELETE_CHILD, WRITE_ACL, WRITE_OWNER, APPEND_DATA)
                .anyMatch(adding.permissions()::contains), adding::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\server\\share\\x", "//server/share", "\\\\?\\C:\\x", "\\\\.\\pipe\\x", "C:x", "x",
        "\\x", "C:\\x:stream", "C:\\a*b", ""})
    void onlyAPathOnADriveIsAskedFor(String path) {
        assertFalse(MachineFolder.isLocal(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\Users\\zoé\\AppData\\Local\\runbook", "d:/state"})
    void suchOnesAre(String path) {
        assertTrue(MachineFolder.isLocal(path));
    }

    private static String refused(Access access, boolean ours) {
        return MachineFolder.refusal(access, TRUSTED, ours).map(Message::key).orElse("believed");
    }

    private static Access access(String path, UserPrincipal owner, Access.Entry... entries) {
        return new Access(path, false, owner, Arrays.stream(entries).collect(Collectors.toList()));
    }

    private static Access.Entry allow(UserPrincipal who, Set<AclEntryPermission> permissions) {
        return new Access.Entry(who, true, permissions);
    }
}
