using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>A whole run, as it is kept in a file: for people to read and for a later run to be compared with.</summary>
/// <param name="Command">The words of the command line.</param>
/// <param name="StartedAt">Unix milliseconds.</param>
/// <param name="Machine">Processor, memory, system, runtime, commit.</param>
/// <param name="Settings">What was asked for.</param>
/// <param name="Results">One for each benchmark, in order.</param>
internal sealed record RunReport(
    string Command, long StartedAt, IReadOnlyDictionary<string, string> Machine, RunSettings Settings, IReadOnlyList<BenchmarkResult> Results)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    [JsonIgnore]
    public IEnumerable<Figure> Figures => Results.SelectMany(result => result.Figures);

    /// <exception cref="InvalidDataException">The file is no report of this program.</exception>
    public static async Task<RunReport> ReadAsync(string path)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<RunReport>(file, Json) is { Results: not null } report
                ? report
                : throw new InvalidDataException($"{path} holds no results; expected a file that --json wrote.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no report: {exception.Message} Expected a file that --json wrote.", exception);
        }
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        JsonSerializer.Serialize(file, this, Json);
    }

    public async Task WriteAsync(string path)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, this, Json);
    }
}
