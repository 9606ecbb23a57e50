/// What should be reachable: the services a phone wants, their ports, and how to tell that they answer.
//SOURCES Protocol.java
//SOURCES Service.java
//SOURCES Endpoint.java
//SOURCES Inventory.java
//SOURCES ../text/package-info.java
//SOURCES ../fact/package-info.java
//SOURCES ../process/package-info.java
package inventory;
