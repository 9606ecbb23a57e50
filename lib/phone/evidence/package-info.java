/// What this machine saw of a phone's packets while the phone tried: did they arrive, and what became of them. A
/// [phone.evidence.PacketWatch] is begun before the phone tries and asked afterwards.
package phone.evidence;
