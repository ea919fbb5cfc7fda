using System.Net;
using System.Text;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Tests.Binance;

public sealed class BinanceErrorsTests
{
    [Theory]
    [InlineData(400, """{"code":-1121,"msg":"Invalid symbol."}""", ErrorKind.UnknownSymbol, false, -1121)]
    [InlineData(400, """{"code":-1120,"msg":"Invalid interval."}""", ErrorKind.InvalidRequest, false, -1120)]
    [InlineData(400, """{"code":-98765,"msg":"Something new."}""", ErrorKind.Unknown, false, -98765)]
    [InlineData(401, """{"code":-2014,"msg":"API-key format invalid."}""", ErrorKind.Unauthorized, false, -2014)]
    [InlineData(429, """{"code":-1003,"msg":"Too many requests"}""", ErrorKind.RateLimited, true, -1003)]
    [InlineData(418, """{"code":-1003,"msg":"Way too many requests; IP banned"}""", ErrorKind.Banned, true, -1003)]
    [InlineData(503, """{"code":-1008,"msg":"Server is currently overloaded"}""", ErrorKind.Unavailable, true, -1008)]
    [InlineData(502, "<html>Bad Gateway</html>", ErrorKind.Unavailable, true, null)]
    [InlineData(403, "<html>Forbidden</html>", ErrorKind.RateLimited, true, null)]
    [InlineData(404, "", ErrorKind.Unknown, false, null)]
    public void Translate_Refusal_IsClassified(int status, string body, ErrorKind kind, bool isTransient, int? code)
    {
        var rules = new BinanceRestRules(new BinanceEnvironment(new BinanceOptions()));
        var refusal = rules.Translate("GET /fapi/v1/time", (HttpStatusCode)status, Encoding.UTF8.GetBytes(body), TimeSpan.FromSeconds(7));
        refusal.Kind.ShouldBe(kind);
        refusal.IsTransient.ShouldBe(isTransient);
        refusal.Code.ShouldBe(code);
        refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        refusal.Message.ShouldContain("GET /fapi/v1/time");
        refusal.Message.ShouldContain($"HTTP {status}");
    }

    [Fact]
    public void Translate_RecordedRefusal_IsAnUnknownSymbol()
    {
        var (_, body) = Recorded.Replies("fapi_v1_ticker_24hr.GET.0")[0];
        var rules = new BinanceRestRules(new BinanceEnvironment(new BinanceOptions()));
        rules.Translate("GET /", HttpStatusCode.BadRequest, body, null).Kind.ShouldBe(ErrorKind.UnknownSymbol);
    }
}
