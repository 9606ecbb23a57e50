/// The rim of the scripts that change this machine: what they are asked for, what fix-firewall and rollback do with it
/// ([cli.change.FixCommand], [cli.change.RollbackCommand]), and journal, guard and answer put together as the options
/// say ([cli.change.ChangeSetup]). The changes themselves are the business of the package `change`.
package cli.change;
