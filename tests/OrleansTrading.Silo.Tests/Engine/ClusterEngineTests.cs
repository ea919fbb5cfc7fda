using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>What only a build for the other engine compiles, read as text.</summary>
public sealed class ClusterEngineTests
{
    private static string Setup => File.ReadAllText(Repository.PathOf("src", "OrleansTrading.Silo", "Engine", "Cluster", "EngineSetup.cs"));

    /// <summary>Orleans' own serializer writes names of types into rows, and makes of a row what the row says.</summary>
    [Fact]
    public void GrainState_InTheDatabase_IsWrittenByTheServicesOwnSerializer() =>
        Setup.Split('\n').Single(line => line.Contains("AddAdoNetGrainStorage", StringComparison.Ordinal)).ShouldContain("new StateSerializer()");

    [Fact]
    public void Engine_OnADatabase_HasThePoolThatIsReckonedWith() => Setup.ShouldContain("DatabaseName.OfEngine(configuration)");
}
