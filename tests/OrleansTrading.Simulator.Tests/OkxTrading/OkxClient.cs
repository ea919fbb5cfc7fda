using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.OkxTrading;

/// <summary>Asks OKX's side as the owner of the account that every simulator has.</summary>
internal sealed class OkxClient(Simulation simulation)
{
    public string Secret { get; init; } = "simulatorSecret";

    public async Task<(int Status, JsonElement Answer)> AskAsync(string method, string path, string body = "", DateTimeOffset? expires = null)
    {
        var stamp = DateTimeOffset.FromUnixTimeMilliseconds(simulation.Host.Clock.Milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("OK-ACCESS-KEY", "simulatorKey");
        request.Headers.Add("OK-ACCESS-PASSPHRASE", "simulatorPassphrase");
        request.Headers.Add("OK-ACCESS-TIMESTAMP", stamp);
        request.Headers.Add("OK-ACCESS-SIGN", Sign(stamp + method + path + body));
        if (expires is { } last)
            request.Headers.Add("expTime", last.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        using var response = await simulation.Http.SendAsync(request);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    public Task<(int Status, JsonElement Answer)> PostAsync(string path, string body) => AskAsync("POST", path, body);

    /// <summary>The login of a stream.</summary>
    public string Login()
    {
        var stamp = (simulation.Host.Clock.Milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
        return $$"""{"op":"login","args":[{"apiKey":"simulatorKey","passphrase":"simulatorPassphrase","timestamp":"{{stamp}}","sign":"{{Sign(stamp + "GET/users/self/verify")}}"}]}""";
    }

    private string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));
}
