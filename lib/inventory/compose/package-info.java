/// What a Compose file publishes, as an inventory: found where Docker Compose would look for it, and read by Docker
/// Compose itself or, where that is not to be had, by this package. [inventory.compose.ComposeReader] is the entrance.
package inventory.compose;
