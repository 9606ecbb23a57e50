package host.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import json.Json;
import text.Message;

/**
 * What AppLocker and App Control (WDAC) leave of PowerShell: no method but those of core types, no object of .NET
 * (about_Language_Modes). The frame says the mode with every answer; where it is not the full language, the answer has
 * it as a member, so that whoever misses a part can name the reason.
 */
public final class ConstrainedLanguage {
    private static final String FULL = "FullLanguage";
    private static final String MEMBER = "languageMode";

    private ConstrainedLanguage() { }

    /** @param frame {@code {"answer":{...},"mode":"ConstrainedLanguage"}}; recordings from before have no mode */
    static JsonElement answer(JsonObject frame) {
        JsonElement answer = frame.get("answer");
        String mode = Json.text(frame, "mode").orElse(FULL);
        if (answer instanceof JsonObject table && !mode.equals(FULL)) {
            table.addProperty(MEMBER, mode);
        }
        return answer;
    }

    /** True for {@code MethodInvocationNotSupportedInConstrainedLanguage} and its kin, the same in every language. */
    static boolean forbade(String error) {
        return error.contains("ConstrainedLanguage") || error.contains("OnlyToCoreTypes");
    }

    /** Why a part of an answer is missing: the cause, and the language where that was not the full one. */
    public static Message because(JsonElement answer, Message cause) {
        return answer instanceof JsonObject table && table.has(MEMBER) ? named(cause) : cause;
    }

    static Message named(Message cause) {
        return Message.of("host.powershell-constrained", cause);
    }
}
