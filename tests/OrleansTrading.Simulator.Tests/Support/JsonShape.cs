using System.Text.Json;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>Which members a JSON text has.</summary>
internal static class JsonShape
{
    /// <summary>Paths of all members; items of an array are one.</summary>
    public static List<string> Names(JsonElement element)
    {
        var names = new List<string>();
        Collect(element, "$", names);
        return [.. names.Distinct()];
    }

    private static void Collect(JsonElement element, string path, List<string> names)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, path + "[]", names);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                names.Add($"{path}.{member.Name}");
                Collect(member.Value, $"{path}.{member.Name}", names);
            }
        }
    }
}
