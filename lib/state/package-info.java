/// The program's folder on disk: where it is, and the one door to every file in it. What is made there is for its
/// owner's eyes alone, one process at a time writes, and a file is replaced whole or not at all.
package state;
