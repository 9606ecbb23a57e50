package lab;

import testing.Turn;

@LabTest
@Turn(1)
final class DiagnoseContainersLabTest extends DiagnoseFaults {

    DiagnoseContainersLabTest() {
        super(World.CONTAINERS, "Diagnosis of every fault of containers");
    }
}
