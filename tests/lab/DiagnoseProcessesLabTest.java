package lab;

import testing.Turn;

@LabTest
@Turn(1)
final class DiagnoseProcessesLabTest extends DiagnoseFaults {

    DiagnoseProcessesLabTest() {
        super(World.PROCESSES, "Diagnosis of every fault of processes");
    }
}
