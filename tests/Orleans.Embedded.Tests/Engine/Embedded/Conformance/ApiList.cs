namespace Orleans.Embedded.Tests.Engine.Conformance;

/// <summary>The public API of the official packages, as its list has it: a type's line, then one line a member.</summary>
internal sealed class ApiList
{
    private readonly Dictionary<string, ApiType> _types = new(StringComparer.Ordinal);

    private ApiList()
    {
    }

    public static ApiList Read()
    {
        using var stream = typeof(ApiList).Assembly.GetManifestResourceStream("orleans-api.txt")!;
        using var reader = new StreamReader(stream);
        var list = new ApiList();
        var current = default(ApiType);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != ' ')
            {
                var type = ApiType.Parse(line);

                // One name can stand in several assemblies, as partial lists of extension methods do.
                current = list._types.TryGetValue(type.Name, out var known) ? known : type;
                list._types[type.Name] = current;
            }
            else
            {
                current!.Members.Add(line.Trim());
            }
        }

        return list;
    }

    public ApiType? Find(string name) => _types.GetValueOrDefault(name);
}
