package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The whole text of {@code --help}: changing an option shows here, in both languages. */
class HelpTest {

    @Test
    void english() {
        assertEquals("""
                Usage: jbang diagnose [OPTIONS]
                Checks the path from a phone to every service, names what breaks it, and says
                how to fix it. Changes nothing and needs no administrator.

                Options:
                      --services=FILE   YAML file that lists the services. Default: the nearest
                                          services.yaml, here or in a folder above, else a
                                          Compose file there, else what Docker publishes.
                      --discover        Take the services from what Docker publishes.
                      --example         Take the services of the guide (Eloquence).
                      --skip=HOPS       Hops to leave out, separated by commas, such as
                                          firewall: they count for nothing, neither good nor
                                          bad.
                      --sudo            On Linux: read the firewall with sudo where this user
                                          may not, without ever asking for a password. Needs a
                                          line in sudoers (docs/rights.md).
                      --output=FORMAT   Output format: text, json, nagios. Default: text.
                  -w, --warn=TIME       With --output nagios: warning where a service takes
                                          longer than this, 500ms.
                  -c, --crit=TIME       With --output nagios: critical where a service takes
                                          longer than this, 2s.
                      --timeout=TIME    Time limit for one probe, 100ms to 60s. Default: 2s.
                      --record=DIR      Record all answers of this machine in a new folder,
                                          without names of users, hosts and Wi-Fi networks or
                                          public addresses.
                      --raw             With --record: keep names and addresses as they are.
                      --replay=DIR      Read a folder written by --record instead of this
                                          machine.
                      --lang=en|fr      Language of the texts. Default: the language of the
                                          system.
                      --no-color        No colors. NO_COLOR in the environment does the same.
                  -v, --verbose         Show details.
                  -q, --quiet           Show only problems.
                      --explain=ID      Print what the runbook says about this id, such as
                                          firewall-block-rule, and do nothing else.
                  -h, --help            Show this help.
                  -V, --version         Show the version.

                Exit codes:
                  0    all well, or only warnings
                  20   something is broken
                  30   could not tell
                  40   changes are pending
                  64   bad arguments
                  70   a bug in this program
                  74   a file cannot be read or written
                  77   needs an administrator
                  78   the services file has mistakes
                """, help("en"));
    }

    @Test
    void french() {
        assertEquals("""
                Utilisation\u00a0: jbang diagnose [OPTIONS]
                Vérifier le chemin du téléphone jusqu'à chaque service, nommer ce qui le coupe
                et dire comment le corriger, sans rien modifier ni demander de droits
                d'administrateur.

                Options\u00a0:
                      --services=FICHIER   Fichier YAML des services. Défaut\u00a0: services.yaml,
                                             ici ou dans un dossier au-dessus, sinon un fichier
                                             Compose au même endroit, sinon ce que Docker
                                             publie.
                      --discover           Prendre les services que Docker publie.
                      --example            Prendre les services du guide (Eloquence).
                      --skip=ÉTAPES        Étapes à ignorer, séparées par des virgules, par
                                             exemple firewall\u00a0: elles ne comptent ni en bien ni
                                             en mal.
                      --sudo               Sous Linux\u00a0: lire le pare-feu avec sudo là où cet
                                             utilisateur n'y a pas droit, sans jamais demander
                                             de mot de passe. Exige une ligne dans sudoers
                                             (docs/rights.md).
                      --output=FORMAT      Format de sortie\u00a0: text, json, nagios. Par défaut\u00a0:
                                             text.
                  -w, --warn=DURÉE         Avec --output nagios\u00a0: avertissement si un service
                                             met plus de temps, 500ms.
                  -c, --crit=DURÉE         Avec --output nagios\u00a0: critique si un service met
                                             plus de temps, 2s.
                      --timeout=DURÉE      Durée maximale d'une mesure, de 100ms à 60s. Par
                                             défaut\u00a0: 2s.
                      --record=DOSSIER     Enregistrer toutes les réponses de cette machine
                                             dans un nouveau dossier, sans noms d'utilisateur,
                                             de machine ou de réseau Wi-Fi ni adresses
                                             publiques.
                      --raw                Avec --record\u00a0: garder noms et adresses tels quels.
                      --replay=DOSSIER     Lire un dossier écrit par --record au lieu de cette
                                             machine.
                      --lang=en|fr         Langue des textes. Par défaut\u00a0: celle du système.
                      --no-color           Sans couleur. NO_COLOR dans l'environnement a le
                                             même effet.
                  -v, --verbose            Afficher les détails.
                  -q, --quiet              N'afficher que les problèmes.
                      --explain=ID         Afficher ce que le runbook dit de cet identifiant,
                                             par exemple firewall-block-rule, et ne rien faire
                                             d'autre.
                  -h, --help               Afficher cette aide.
                  -V, --version            Afficher la version.

                Codes de retour\u00a0:
                  0    tout va bien, ou seulement des avertissements
                  20   quelque chose est en panne
                  30   impossible de conclure
                  40   des modifications attendent
                  64   arguments incorrects
                  70   défaut de ce programme
                  74   un fichier ne peut pas être lu ou écrit
                  77   droits d'administrateur nécessaires
                  78   le fichier des services contient des erreurs
                """, help("fr"));
    }

    private static String help(String language) {
        return FakeScript.run(settings -> ExitCode.BUG, "--help", "--lang", language).exitedWith(0).errIsEmpty().out()
                .replace(System.lineSeparator(), "\n");
    }
}
