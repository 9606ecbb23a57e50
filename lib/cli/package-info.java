/// What every script shares at its rim: options, exit codes, languages, colour or plain text, and the one place that
/// runs a command and turns what went wrong into a sentence and a code. A script's class holds a [cli.CommonOptions] as a
/// mixin, is a `Callable<ExitCode>`, and its `main` is one call of [cli.Script].
package cli;
