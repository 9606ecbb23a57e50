package docker;

/** What this version asks Docker, for a stand-in that has an older version's answer to it. */
public final class DockerQuestion {

    private DockerQuestion() { }

    /** A recorded command with the template of today. */
    public static String ofToday(String recorded) {
        return recorded.startsWith("docker container inspect --format ")
                ? "docker container inspect --format " + InspectParser.TEMPLATE
                        + recorded.substring(recorded.lastIndexOf('}') + 1) : recorded;
    }
}
