/// What should be reachable: the services a phone wants, their ports, and how to tell that they answer.
/// [inventory.InventoryFile] reads them from YAML and, where it cannot, names every mistake with its place.
package inventory;
