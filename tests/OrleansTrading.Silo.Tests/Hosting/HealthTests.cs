using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Silo.Health;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

public sealed class HealthTests(SiloFixture silo)
{
    [Fact]
    public async Task Live_Always_IsAnswered() => (await silo.GetAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");

    [Fact]
    public async Task Ready_OnceWarm_NamesItsChecks()
    {
        using var answer = await silo.Client.GetAsync("/health/ready");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var ready = await answer.Content.ReadFromJsonAsync<JsonElement>();
        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ShouldBe(["silo", "store", "market"]);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable, "notReady")]
    [InlineData(false, HttpStatusCode.OK, "degraded")]
    public async Task Ready_WhenACheckFails_IsRefusedOnlyByOneThatIsNeeded(bool isNeeded, HttpStatusCode expected, string status)
    {
        var answer = await HealthEndpoints.GetReady(
            [new FailedCheck(isNeeded)], TimeProvider.System, NullLogger<HealthView>.Instance, new DefaultHttpContext().Response, CancellationToken.None);
        answer.StatusCode.ShouldBe((int)expected);
        answer.Value!.Status.ShouldBe(status);
        answer.Value.Checks.ShouldBe([new HealthCheckView("made", false, "It failed.")]);
    }

    [Fact]
    public async Task Store_WhoseDirectoryIsWritable_IsReadyAndLeavesNothing()
    {
        using var directory = new TemporaryDirectory();
        (await ReasonAsync(directory.Path)).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_WhoseDirectoryIsGone_IsNotReadyAndSaysWhy()
    {
        using var directory = new TemporaryDirectory();
        var gone = Path.Combine(directory.Path, "gone");
        (await ReasonAsync(gone)).ShouldNotBeNull().ShouldContain($"'{gone}' cannot be written");
    }

    private sealed record FailedCheck(bool IsNeeded) : IReadinessCheck
    {
        public string Name => "made";

        public Task<string?> FindReasonAsync(CancellationToken cancellationToken) => Task.FromResult<string?>("It failed.");
    }

    private static Task<string?> ReasonAsync(string directory)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Directory", directory)]).Build();
        return new StoreReadiness(configuration).FindReasonAsync(CancellationToken.None);
    }
}
