using System.Text;
using System.Text.Json.Nodes;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Genuine payloads, made short: a list of a thousand rows is read as one of three is.</summary>
internal static class Payloads
{
    private const int MostRows = 3;

    /// <summary>The same JSON, in which every list and every table has its first rows only.</summary>
    public static byte[] Short(byte[] payload, int rows = MostRows)
    {
        var node = JsonNode.Parse(payload);
        Cut(node, rows, isTop: true);
        return Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");
    }

    public static byte[] Short(string payload, int rows = MostRows) => Short(Encoding.UTF8.GetBytes(payload), rows);

    private static void Cut(JsonNode? node, int rows, bool isTop)
    {
        if (node is JsonArray list)
        {
            // A row of a table of candles is a list too, of twelve.
            var keep = list.All(item => item is JsonValue or null) ? 16 : rows;
            while (list.Count > keep)
                list.RemoveAt(list.Count - 1);
            foreach (var item in list)
                Cut(item, rows, isTop: false);
        }
        else if (node is JsonObject table)
        {
            var isTable = !isTop && table.Count > rows && table.All(member => member.Value is JsonObject);
            foreach (var name in isTable ? table.Select(member => member.Key).Skip(rows).ToList() : [])
                table.Remove(name);
            foreach (var (_, value) in table)
                Cut(value, rows, isTop: false);
        }
    }
}
