/// The rim of the scripts that change this machine: what they are asked for, and journal, guard and report put together
/// as the options say ([cli.change.ChangeSetup]). The changes themselves are the business of the package `change`.
package cli.change;
