/// What should be reachable: the services a phone wants, their ports, and how to tell that they answer.
/// [inventory.InventoryFile] reads them from YAML and, where it cannot, names every mistake with its place.
//JAVA 25+
//DEPS org.snakeyaml:snakeyaml-engine:3.2
//SOURCES Protocol.java
//SOURCES Service.java
//SOURCES Endpoint.java
//SOURCES Inventory.java
//SOURCES InventoryFile.java
//SOURCES InventoryProblem.java
//SOURCES InventoryReader.java
//SOURCES Mistake.java
//SOURCES Mistakes.java
//SOURCES Yaml.java
//SOURCES YamlReader.java
//SOURCES SourceText.java
//SOURCES HostText.java
//SOURCES HealthPath.java
//SOURCES PortText.java
//SOURCES PortsReader.java
//SOURCES NameText.java
//SOURCES Nearest.java
//SOURCES ../process/package-info.java
//FILES inventory/messages_en.properties=messages_en.properties
//FILES inventory/messages_fr.properties=messages_fr.properties
//FILES runbook/services.yaml=../../runbook/services.yaml
package inventory;
