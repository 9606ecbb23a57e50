package host.windows;

import process.Fact;

/**
 * How the Windows Subsystem for Linux is joined to the network.
 *
 * @param mirrored it shares this machine's addresses ({@code networkingMode=mirrored}); else it is behind NAT
 * @param firewall the one in front of it; asked only where it is mirrored
 */
public record Wsl(boolean mirrored, Fact<HyperVFirewall> firewall) { }
