/// What this machine saw of a phone's packets while the phone tried: did they arrive, and what became of them. A
/// [evidence.Watch] is begun before the phone tries and asked afterwards.
package evidence;
