package cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runbook.Diagnose;
import runbook.Explain;
import runbook.Monitor;
import testing.Cli;

class ExplanationTest {

    @ParameterizedTest
    @ValueSource(strings = {"firewall-block-rule", "#firewall-block-rule", "RUNBOOK.md#firewall-block-rule",
        " Firewall-Block-Rule "})
    void takesAnIdHoweverItWasCopied(String id) {
        Cli.run(new Explain(), id).exitedWith(0).outContains("firewall-block-rule\n\nA rule blocks").errIsEmpty();
    }

    @Test
    void speaksTheReadersLanguage() {
        Cli.run(new Explain(), "firewall-block-rule", "--lang", "fr").exitedWith(0).outContains("Comment on le sait");
    }

    @Test
    void isThereInEveryScriptAndDoesNothingElse() {
        for (String id : new String[] {"no-answer", "rollback"}) {
            Cli.run(new Diagnose(), "--explain", id, "--services", "no-such-file").exitedWith(0)
                    .outContains(id.substring(1)).errIsEmpty();
            Cli.run(new Monitor(), "schedule", "--explain", id).exitedWith(0).outContains(id.substring(1));
        }
    }

    @Test
    void namesTheIdThatWasMeant() {
        Cli.run(new Explain(), "firewal-blok-rule").exitedWith(64).errContains("did you mean firewall-block-rule?");
        Cli.run(new Diagnose(), "--explain", "x\u001b[31m").exitedWith(64).errContains("jbang explain")
                .errLacks("\u001b");
    }

    @Test
    void listsTheIdsWhereNoneIsGiven() {
        Cli.run(new Explain()).exitedWith(0).outContains("\n  firewall-block-rule\n", "\n  unknown\n");
    }
}
