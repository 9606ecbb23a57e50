/// The terminal: its size, its colours, its character set. Text is wrapped here, and what a stream cannot carry is
/// replaced on its way out. A picture that is drawn again and again has a [console.Screen] of its own, and the
/// [console.ProgressLine] says what is waited for. Standard output and standard error are opened in
/// [console.StandardStream].
package console;
