using System.Net.Http.Headers;
using System.Text;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>A request in the name of an account. Its text names method, path and parameters, never a key, a signature or a hidden value.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Begins with a slash; without a query.</param>
/// <param name="Parameters">In the order in which they are sent.</param>
public sealed record SignedRequest(HttpMethod Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>What the venue charges the address; 0 where it charges the order limits only.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>How many orders it counts as.</summary>
    public int Orders { get; init; }

    /// <summary>Whether it changes nothing, so that it may be repeated.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    /// <summary>Whether it is about one order: it does not wait for long.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether it carries a time and a signature, or the key alone.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Where the venue takes a text instead of parameters: its bytes and kind; null for parameters.</summary>
    public string? Body { get; init; }

    /// <summary>Parameters whose values are secret.</summary>
    public IReadOnlySet<string> Hidden { get; init; } = new HashSet<string>();

    public static SignedRequest Get(string path, int weight, params IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        new(HttpMethod.Get, path, parameters) { Weight = weight };

    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Path}");
        foreach (var (name, value) in Parameters)
            text.Append(' ').Append(name).Append('=').Append(Hidden.Contains(name) ? "(hidden)" : value);
        return Body is null ? text.ToString() : text.Append(' ').Append(Body).ToString();
    }

    /// <summary>The body as JSON.</summary>
    public HttpContent ToJsonContent()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body ?? ""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
