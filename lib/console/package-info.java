/// The terminal: its width, its colours, its character set. Text is wrapped and redrawn here, and what a stream cannot
/// carry is replaced on its way out. Standard output and standard error are opened in [console.StandardStream].
package console;
