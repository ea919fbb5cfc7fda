using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansTrading.Simulator.Faults;

/// <summary>
/// A script: a JSON array of faults, each with "at" (hh:mm:ss since the start, fractions and days allowed) and an optional
/// "clock" ("simulated", the default, or "real"), e.g.
/// <c>[{"at":"00:00:30","clock":"real","fault":"drop"},{"at":"00:01:00","fault":"freeze","stream":"aggTrade","durationMs":5000}]</c>.
/// </summary>
internal static class FaultScript
{
    /// <exception cref="InvalidDataException">Tells which entry is wrong and what was expected.</exception>
    public static IReadOnlyList<ScriptedFault> Load(string file, SimulatorFaults faults) => Parse(File.ReadAllText(file), faults);

    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<ScriptedFault> Parse(string json, SimulatorFaults faults)
    {
        try
        {
            var entries = JsonNode.Parse(json, null, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }) as JsonArray
                ?? throw new InvalidDataException("Expected a JSON array of faults.");
            return [.. entries.Select((entry, index) => Entry(entry, index, faults)).OrderBy(fault => fault.At)];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Expected a JSON array of faults: {exception.Message}", exception);
        }
    }

    private static ScriptedFault Entry(JsonNode? entry, int index, SimulatorFaults faults)
    {
        if (entry is not JsonObject fields)
        {
            throw new InvalidDataException($"Entry {index}: expected an object.");
        }

        var at = Take(fields, "at");
        if (!TimeSpan.TryParse(at, CultureInfo.InvariantCulture, out var offset) || offset < TimeSpan.Zero)
        {
            throw new InvalidDataException($"Entry {index}: at is '{at}'; expected a time since the start such as 00:00:30.");
        }

        var clock = Take(fields, "clock") ?? "simulated";
        if (clock is not ("simulated" or "real"))
        {
            throw new InvalidDataException($"Entry {index}: clock is '{clock}'; expected simulated or real.");
        }

        var fault = fields.Deserialize<FaultRequest>(FaultJson.Options)!;
        var problems = faults.Validate(fault);
        return problems.Count == 0
            ? new ScriptedFault(offset, clock == "simulated", fault)
            : throw new InvalidDataException($"Entry {index}: {string.Join(' ', problems.Select(problem => $"{problem.Key}: {problem.Value[0]}"))}");
    }

    private static string? Take(JsonObject fields, string name)
    {
        var value = fields[name]?.ToString();
        fields.Remove(name);
        return value;
    }
}
