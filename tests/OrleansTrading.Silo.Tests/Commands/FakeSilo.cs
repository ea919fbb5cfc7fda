using System.Net;
using System.Text;
using OrleansTrading.Silo.Commands;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Commands;

/// <summary>A service that answers what a test has written down, in order; the last answer of a request is given again and again.</summary>
internal sealed class FakeSilo : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _answers = [];

    /// <summary>What was asked, method and path and body, in order.</summary>
    public List<string> Asked { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public StringWriter Output { get; } = new() { NewLine = "\n" };

    public StringWriter Errors { get; } = new() { NewLine = "\n" };

    public ManualTimeProvider Time { get; } = new();

    public FakeSilo On(string request, string json, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        On(request, () => new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, type) });

    public FakeSilo On(string request, Func<HttpResponseMessage> answer)
    {
        if (!_answers.TryGetValue(request, out var answers))
            _answers[request] = answers = [];
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>Runs a command line against this service.</summary>
    public Task<int> RunAsync(string words, int? width = null, CancellationToken cancellationToken = default)
    {
        var http = new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("http://silo.test") };
        var context = new CommandContext(new SiloApi(http), Output, Time, width);
        return CommandProcess.RunAsync(CommandReader.Read(words.Split(' '), _ => null), context, Errors, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Asked.Add(request.Content is null ? key : $"{key} {await request.Content.ReadAsStringAsync(cancellationToken)}");
        Requests.Add(request);
        if (!_answers.TryGetValue(key, out var answers))
            throw new InvalidOperationException($"The test has no answer to '{key}'.");
        var answer = (answers.Count > 1 ? answers.Dequeue() : answers.Peek())();
        answer.RequestMessage = request;
        return answer;
    }
}
