using System.Security.Cryptography;
using System.Text.Json;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>A run as it was at one moment.</summary>
/// <param name="Id">
/// Stands for the content: the same wherever and whenever the run is found so, so that a client that comes back to another silo can say
/// what it has.
/// </param>
/// <param name="Json">The run as JSON in one line.</param>
internal sealed record RunEvent(string Id, byte[] Json)
{
    private const int IdBytes = 8;

    public static RunEvent Of(JobRun run)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(RunView.Of(run), ApiJson.Default.RunView);
        return new RunEvent(Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, IdBytes)), json);
    }
}
