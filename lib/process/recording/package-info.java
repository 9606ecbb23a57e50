/// Records what a run asks a [process.World] into a folder, without names and addresses of the network it stands in,
/// and answers another run from it. Each look is a line of the manifest and a file beside it.
package process.recording;
