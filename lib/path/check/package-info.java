/// Judges each hop of the path from the facts alone, without asking anything: [path.check.Checklist] has the order, and
/// each `…Check` one hop or one part of it. The first broken hop of a service names its cause and its remedy.
package path.check;
