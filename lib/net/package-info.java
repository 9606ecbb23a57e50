/// Addresses, networks, ports and protocols as values. Nothing here opens a socket or looks up a name.
package net;
