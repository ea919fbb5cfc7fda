using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Silo.Api;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ExceptionHandlerTests
{
    public static TheoryData<Exception, int, string?> Faults() => new()
    {
        { new HistoryUnavailableException("three hours are missing"), 503, "5" },
        { new VenueException(ErrorKind.Banned, true, "banned") { RetryAfter = TimeSpan.FromSeconds(61.2) }, 503, "62" },
        { new TimeoutException("slow"), 503, "5" },
        { new SiloUnavailableException("gone"), 503, "5" },
        { new OrleansException("no such endpoint"), 503, "5" },
        { new BadHttpRequestException("too large", 413), 413, null },
        { new InvalidOperationException("secret detail"), 500, null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OfAnEndpoint_IsAProblemWithItsStatus(Exception fault, int status, string? retryAfter)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Response.Body = new MemoryStream();
        var handled = await new ApiExceptionHandler(NullLogger<ApiExceptionHandler>.Instance).TryHandleAsync(context, fault, CancellationToken.None);
        handled.ShouldBeTrue();
        context.Response.StatusCode.ShouldBe(status);
        context.Response.ContentType.ShouldBe("application/problem+json");
        ((string?)context.Response.Headers.RetryAfter).ShouldBe(retryAfter);
        context.Response.Body.Position = 0;
        var problem = await JsonSerializer.DeserializeAsync<JsonElement>(context.Response.Body);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetRawText().ShouldNotContain("secret", customMessage: "what was not expected is told to the log alone");
    }
}
