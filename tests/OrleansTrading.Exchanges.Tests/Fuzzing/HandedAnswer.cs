using System.Net;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Stands for a venue: answers at once, without a socket. A changed answer on one path, genuine ones on the others.</summary>
/// <param name="path">Requests that begin with it are given <paramref name="changed"/>.</param>
/// <param name="changed">What they are given.</param>
/// <param name="status">By which status.</param>
/// <param name="usual">What others are given, by the beginning of their path.</param>
internal sealed class HandedAnswer(string path, byte[] changed, HttpStatusCode status, IReadOnlyDictionary<string, byte[]> usual) : HttpMessageHandler
{
    /// <summary>The same payload has the same status each time: one in eight is a refusal.</summary>
    public static HttpStatusCode StatusFor(byte[] payload) => (payload.Length % 32) switch
    {
        7 => HttpStatusCode.BadRequest,
        13 => HttpStatusCode.ServiceUnavailable,
        19 => HttpStatusCode.TooManyRequests,
        25 => HttpStatusCode.Forbidden,
        _ => HttpStatusCode.OK,
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!.AbsolutePath;
        if (asked.StartsWith(path, StringComparison.Ordinal))
            return Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(changed), RequestMessage = request });
        var known = usual.FirstOrDefault(answer => asked.StartsWith(answer.Key, StringComparison.Ordinal)).Value;
        return Task.FromResult(known is null
            ? throw new InvalidOperationException($"Nobody has said what {asked} answers.")
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(known), RequestMessage = request });
    }
}
