using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>Asks as the owner of the account that every simulator has.</summary>
internal sealed class SignedClient(Simulation simulation)
{
    public string Key { get; init; } = "simulatorKey";

    public string Secret { get; init; } = "simulatorSecret";

    public long Timestamp => simulation.Host.Clock.Milliseconds;

    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));

    public Task<JsonElement> GetAsync(string path, string parameters = "") => DoneAsync(HttpMethod.Get, path, parameters);

    public Task<JsonElement> PostAsync(string path, string parameters) => DoneAsync(HttpMethod.Post, path, parameters);

    public Task<JsonElement> DeleteAsync(string path, string parameters) => DoneAsync(HttpMethod.Delete, path, parameters);

    public Task<JsonElement> OrderAsync(string parameters) => PostAsync("/fapi/v1/order", parameters + "&newOrderRespType=RESULT");

    /// <summary>The code of the refusal.</summary>
    public async Task<int> RefusedAsync(HttpMethod method, string path, string parameters)
    {
        using var response = await AskAsync(method, path, parameters);
        response.IsSuccessStatusCode.ShouldBeFalse();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetInt32();
    }

    public Task<int> OrderRefusedAsync(string parameters) => RefusedAsync(HttpMethod.Post, "/fapi/v1/order", parameters);

    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string parameters)
    {
        var text = $"{parameters}{(parameters.Length > 0 ? "&" : "")}timestamp={Timestamp}";
        return SendAsync(method, $"{path}?{text}&signature={Sign(text)}", null);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body)
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Add("X-MBX-APIKEY", Key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return simulation.Http.SendAsync(request);
    }

    public async Task<string> ListenKeyAsync()
    {
        using var response = await SendAsync(HttpMethod.Post, "/fapi/v1/listenKey", null);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("listenKey").GetString()!;
    }

    private async Task<JsonElement> DoneAsync(HttpMethod method, string path, string parameters)
    {
        using var response = await AskAsync(method, path, parameters);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
