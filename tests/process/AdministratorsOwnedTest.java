package process;

import static java.nio.file.attribute.AclEntryPermission.APPEND_DATA;
import static java.nio.file.attribute.AclEntryPermission.DELETE_CHILD;
import static java.nio.file.attribute.AclEntryPermission.EXECUTE;
import static java.nio.file.attribute.AclEntryPermission.READ_DATA;
import static java.nio.file.attribute.AclEntryPermission.WRITE_ACL;
import static java.nio.file.attribute.AclEntryPermission.WRITE_OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of an administrator's PATH, by the lists that Windows gives folders; Wine has none, so they are data here. */
class AdministratorsOwnedTest {
    private record Name(String getName) implements UserPrincipal { }

    private static final UserPrincipal INSTALLER = new Name("NT SERVICE\\TrustedInstaller");
    private static final UserPrincipal SYSTEM = new Name("AUTORITE NT\\Système");
    private static final UserPrincipal ADMINISTRATORS = new Name("BUILTIN\\Administrateurs");
    private static final UserPrincipal USERS = new Name("BUILTIN\\Utilisateurs");
    private static final UserPrincipal AUTHENTICATED = new Name("AUTORITE NT\\Utilisateurs authentifiés");
    private static final UserPrincipal ZOE = new Name("PC\\zoe");
    private static final Set<AclEntryPermission> ALL = EnumSet.allOf(AclEntryPermission.class);
    private static final Set<AclEntryPermission> MODIFY =
            EnumSet.complementOf(EnumSet.of(DELETE_CHILD, WRITE_ACL, WRITE_OWNER));
    private static final Set<AclEntryPermission> READ = EnumSet.of(READ_DATA, EXECUTE);
    private static final Set<UserPrincipal> TRUSTED = access(INSTALLER, allow(INSTALLER, ALL), allow(SYSTEM, MODIFY),
            allow(ADMINISTRATORS, MODIFY), allow(USERS, READ)).writers();

    /** Where it lies, from the program upwards. */
    private enum Place {
        PROGRAM_FILES(installed(), installed(), root()),
        /** {@code C:\tools}, made by an administrator: what is made in the root of a drive gets such a list. */
        OWN_FOLDER_OF_C(ofTheDrive(), ofTheDrive(), root()),
        /** Its list was mended by hand, and not that of the program. */
        MENDED_FOLDER(ofTheDrive(), installed(), root()),
        /** The other way round: a library can be put beside it. */
        MENDED_PROGRAM(installed(), ofTheDrive(), root()),
        LOCAL_APP_DATA(zoes(), zoes(), zoes(), access(SYSTEM, allow(SYSTEM, ALL), allow(USERS, READ)), root()),
        /** Given to somebody: an owner may change the list. */
        OF_ANOTHER_OWNER(access(ZOE, allow(ADMINISTRATORS, ALL), allow(USERS, READ)), installed(), root()),
        NO_LIST(access(ADMINISTRATORS), installed(), root()),
        IN_A_FOLDER_THAT_CAN_BE_REPLACED(installed(), installed(), zoes(), root());

        private final List<Access> way;

        Place(Access... way) {
            this.way = List.of(way);
        }

        private static Access installed() {
            return access(SYSTEM, allow(INSTALLER, ALL), allow(SYSTEM, ALL), allow(ADMINISTRATORS, ALL), allow(USERS, READ));
        }

        private static Access ofTheDrive() {
            return access(ADMINISTRATORS, allow(ADMINISTRATORS, ALL), allow(SYSTEM, ALL), allow(AUTHENTICATED, MODIFY));
        }

        /** Everybody may make folders there. */
        private static Access root() {
            return access(INSTALLER, allow(ADMINISTRATORS, ALL), allow(SYSTEM, ALL), allow(USERS, READ),
                    allow(AUTHENTICATED, EnumSet.of(APPEND_DATA)));
        }

        private static Access zoes() {
            return access(ZOE, allow(ZOE, ALL), allow(SYSTEM, ALL), allow(ADMINISTRATORS, ALL));
        }
    }

    private static Access access(UserPrincipal owner, Access.Entry... entries) {
        return new Access("C:\\somewhere", false, owner, Arrays.asList(entries));
    }

    private static Access.Entry allow(UserPrincipal who, Set<AclEntryPermission> permissions) {
        return new Access.Entry(who, true, permissions);
    }

    @ParameterizedTest
    @CsvSource({"PROGRAM_FILES, -1", "OWN_FOLDER_OF_C, 0", "MENDED_FOLDER, 0", "MENDED_PROGRAM, 1", "LOCAL_APP_DATA, 0",
        "OF_ANOTHER_OWNER, 0", "NO_LIST, 0", "IN_A_FOLDER_THAT_CAN_BE_REPLACED, 2"})
    void aProgramIsStartedWhereOnlyAdministratorsDecideWhatItIs(Place place, int flaw) {
        assertEquals(flaw, AdministratorsOwned.flaw(place.way, 2, TRUSTED));
    }

    /** A folder of PATH counts for itself: whoever may make others beside it changes nothing in it. */
    @Test
    void aFolderIsLookedAtWithoutWhatLiesBesideIt() {
        assertEquals(-1, AdministratorsOwned.flaw(List.of(Place.installed(), Place.root()), 1, TRUSTED));
        assertEquals(1, AdministratorsOwned.flaw(List.of(Place.installed(), Place.root()), 2, TRUSTED));
    }

    @Test
    void whyAProgramIsLeftOutIsSaid() {
        Command docker = Command.of("docker");
        assertEquals("process.not-found-but-account", new Ran(docker, new Ran.NotFound(
                Optional.of("C:\\Users\\zoe\\bin\\docker.exe")), new byte[0], new byte[0],
                Duration.ZERO).failure().key());
    }
}
