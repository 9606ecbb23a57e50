package cli;

import phone.cable.AppId;
import picocli.CommandLine.ITypeConverter;
import text.Message;

/** The id of an Android app. */
public final class AppIdConverter implements ITypeConverter<AppId> {

    @Override
    public AppId convert(String text) {
        return AppId.of(text).orElseThrow(() -> new BadValue(Message.of("adb.not-an-app", text)));
    }
}
