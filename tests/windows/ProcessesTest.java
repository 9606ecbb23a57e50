package windows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import process.Answerer;

/** Programs that are asked again and again, where the pipes are those of Windows. */
@WindowsTest
class ProcessesTest {

    /** The pipe of a program that has ended is broken there while a question still lies in it. */
    @Test
    void aQuestionToOneThatIsEndingIsAskedAgain(WindowsMachine machine) {
        machine.run(Map.of(), machine.java(Answerer.class, "again")).exitedWith(0).outContains("heard").errIsEmpty();
    }
}
