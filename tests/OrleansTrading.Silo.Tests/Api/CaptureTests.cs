using System.Text.Json;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class CaptureTests(SiloFixture silo)
{
    [Fact]
    public async Task Capture_OfARunningSilo_TellsWhatItDoes()
    {
        var answer = await silo.GetAsync("/api/v1/capture");

        answer.GetProperty("state").GetString().ShouldBe("Running");
        answer.GetProperty("mode").GetString().ShouldBe("Normal");
        answer.GetProperty("pausedBecause").ValueKind.ShouldBe(JsonValueKind.Null);
        Path.GetFileName(answer.GetProperty("directory").GetString()).ShouldBe("capture");
        answer.GetProperty("maxBufferedBytes").GetInt64().ShouldBe(256L << 20);
    }
}
