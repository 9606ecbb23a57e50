package cli;

import java.net.InetAddress;
import net.IpAddresses;
import picocli.CommandLine.ITypeConverter;
import text.Message;

/** The address of a device as it stands in its settings: {@code 192.168.1.23}. A name would have to be looked up. */
public final class AddressConverter implements ITypeConverter<InetAddress> {

    @Override
    public InetAddress convert(String text) {
        try {
            InetAddress address = IpAddresses.address(text.strip());
            if (!address.isAnyLocalAddress() && !address.isMulticastAddress() && !address.isLoopbackAddress()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what is an address and still no phone's.
        }
        throw new BadValue(Message.of("cli.not-an-address", text));
    }
}
