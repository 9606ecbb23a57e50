package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what to a file or folder of Windows: its owner, and the entries of its access control list that hold for
 * itself (MS-DTYP 2.4.5). An owner may always change that list, whatever is in it.
 *
 * @param link    true where the name leads elsewhere: a symbolic link, or a junction
 * @param entries none where everybody may do everything: an empty list, in which nobody may do anything, looks the same
 *                to Java
 */
public record Access(String path, boolean link, UserPrincipal owner, List<Entry> entries) {
    /** What lets somebody take a thing away, or give themselves every right to it. */
    private static final Set<AclEntryPermission> REPLACE = EnumSet.of(AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD, AclEntryPermission.WRITE_ACL, AclEntryPermission.WRITE_OWNER);
    /** The same, and what lets somebody change it or put something into it. */
    private static final Set<AclEntryPermission> WRITE = EnumSet.of(AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD, AclEntryPermission.WRITE_ACL, AclEntryPermission.WRITE_OWNER,
            AclEntryPermission.WRITE_DATA, AclEntryPermission.APPEND_DATA, AclEntryPermission.WRITE_ATTRIBUTES,
            AclEntryPermission.WRITE_NAMED_ATTRS);

    public Access {
        entries = List.copyOf(entries);
    }

    /** @param allowed false for an entry that denies */
    public record Entry(UserPrincipal who, boolean allowed, Set<AclEntryPermission> permissions) {

        public Entry {
            permissions = Set.copyOf(permissions);
        }
    }

    public static Access of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var view = Files.getFileAttributeView(path, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        List<Entry> entries = view.getAcl().stream()
                .filter(entry -> !entry.flags().contains(AclEntryFlag.INHERIT_ONLY))
                .filter(entry -> entry.type() == AclEntryType.ALLOW || entry.type() == AclEntryType.DENY)
                .map(entry -> new Entry(entry.principal(), entry.type() == AclEntryType.ALLOW, entry.permissions()))
                .toList();
        return new Access(path.toString(), attributes.isSymbolicLink() || attributes.isOther(), view.getOwner(), entries);
    }

    /** Who owns it, or may write to it. */
    public Set<UserPrincipal> writers() {
        var writers = new HashSet<>(who(WRITE));
        writers.add(owner);
        return writers;
    }

    /** Who may read it and not write to it. */
    public Set<UserPrincipal> readers() {
        var readers = new HashSet<>(who(EnumSet.of(AclEntryPermission.READ_DATA)));
        readers.removeAll(writers());
        return readers;
    }

    private Set<UserPrincipal> who(Set<AclEntryPermission> permissions) {
        var who = new HashSet<UserPrincipal>();
        entries.stream().filter(Entry::allowed)
                .filter(entry -> entry.permissions().stream().anyMatch(permissions::contains))
                .forEach(entry -> who.add(entry.who()));
        return who;
    }

    /** Who else than these could change it; empty where nobody could. What denies something is not counted on. */
    public Optional<String> changedBy(Set<UserPrincipal> trusted) {
        return stranger(trusted, WRITE);
    }

    /** Who else than these could put another thing in the place of what is in it, or of itself. */
    public Optional<String> replacedBy(Set<UserPrincipal> trusted) {
        return stranger(trusted, REPLACE);
    }

    private Optional<String> stranger(Set<UserPrincipal> trusted, Set<AclEntryPermission> permissions) {
        if (!trusted.contains(owner)) {
            return Optional.of(owner.getName());
        }
        return who(permissions).stream().filter(one -> !trusted.contains(one)).map(UserPrincipal::getName).sorted()
                .findFirst();
    }

    /** True where no list stands in anybody's way. */
    public boolean open() {
        return entries.isEmpty();
    }

    /** Entries for a new folder that these may write to, and those may read, for all that will be in it. */
    public static List<AclEntry> list(Set<UserPrincipal> writers, Set<UserPrincipal> readers) {
        var list = new ArrayList<AclEntry>();
        for (UserPrincipal writer : sorted(writers)) {
            list.add(entry(writer, EnumSet.allOf(AclEntryPermission.class), true));
        }
        for (UserPrincipal reader : sorted(readers)) {
            list.add(entry(reader, EnumSet.of(AclEntryPermission.READ_DATA, AclEntryPermission.READ_NAMED_ATTRS,
                    AclEntryPermission.EXECUTE, AclEntryPermission.READ_ATTRIBUTES, AclEntryPermission.READ_ACL,
                    AclEntryPermission.SYNCHRONIZE), true));
        }
        return list;
    }

    /** Lets somebody put new files into a folder, and no more. */
    public static AclEntry adding(UserPrincipal who) {
        return entry(who, EnumSet.of(AclEntryPermission.READ_DATA, AclEntryPermission.WRITE_DATA,
                AclEntryPermission.EXECUTE, AclEntryPermission.READ_ATTRIBUTES, AclEntryPermission.READ_ACL,
                AclEntryPermission.SYNCHRONIZE), false);
    }

    private static AclEntry entry(UserPrincipal who, Set<AclEntryPermission> permissions, boolean inherited) {
        var entry = AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(who).setPermissions(permissions);
        return (inherited ? entry.setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT) : entry).build();
    }

    private static List<UserPrincipal> sorted(Set<UserPrincipal> principals) {
        return principals.stream().sorted(Comparator.comparing(UserPrincipal::getName)).toList();
    }
}
