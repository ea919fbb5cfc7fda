using Microsoft.AspNetCore.Http;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>A request to a scripted venue.</summary>
internal sealed class ScriptedCall(HttpContext context, string body)
{
    public string Method { get; } = context.Request.Method;

    public string Path { get; } = context.Request.Path;

    public string? Key { get; } = context.Request.Headers["X-MBX-APIKEY"];

    /// <summary>Query or body, as sent.</summary>
    public string Sent { get; } = body.Length > 0 ? body : (context.Request.QueryString.Value ?? "").TrimStart('?');

    public string Body => body;

    /// <summary>A parameter; null when it is not there.</summary>
    public string? this[string name] => Sent.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1];

    public Task AnswerAsync(string json) => context.Response.WriteAsync(json);

    public Task RefuseAsync(int status, int code, string message) => RefuseAsync(status, $$"""{"code":{{code}},"msg":"{{message}}"}""");

    public Task RefuseAsync(int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }

    public void Header(string name, string value) => context.Response.Headers[name] = value;

    /// <summary>Breaks the connection instead of an answer.</summary>
    public Task BreakAsync()
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Leaves it without an answer until the client has gone.</summary>
    public Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
}
