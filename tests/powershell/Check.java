package powershell;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import powershell.Text.Kind;

/** One thing that is asked of every text of some kinds. */
enum Check {
    SYNTAX(SyntaxCheck::complaints, EnumSet.allOf(Kind.class)),
    CALLS(CallCheck::complaints, EnumSet.allOf(Kind.class)),
    DANGERS(DangerCheck::complaints, EnumSet.allOf(Kind.class)),
    VARIABLES(VariableCheck::complaints, EnumSet.allOf(Kind.class)),
    LANGUAGE(LanguageCheck::complaints, EnumSet.of(Kind.SCRIPT)),
    MEMBERS(MemberCheck::complaints, EnumSet.of(Kind.SCRIPT)),
    PLACES(PlaceCheck::complaints, EnumSet.of(Kind.SCRIPT)),
    OUTPUT(OutputCheck::complaints, EnumSet.of(Kind.SCRIPT));

    private final Function<Tree, List<String>> complaints;
    private final EnumSet<Kind> kinds;

    Check(Function<Tree, List<String>> complaints, EnumSet<Kind> kinds) {
        this.complaints = complaints;
        this.kinds = kinds;
    }

    boolean concerns(Text text) {
        return kinds.contains(text.kind());
    }

    List<String> complaints(Tree tree) {
        return complaints.apply(tree);
    }
}
