using System.Text.Json;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>One parameter of a job.</summary>
/// <param name="Name">Its name in the JSON object of parameters.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>string</c>, <c>duration</c>, or <c>list of</c> one of them.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">Its value when it is not given.</param>
/// <param name="Allowed">What values are allowed. Null when all of the type are.</param>
internal sealed record JobParameterView(string Name, string Type, string Description, JsonElement Default, string? Allowed)
{
    public static JobParameterView Of(JobParameter parameter) =>
        new(parameter.Name, parameter.Type, parameter.Description, JobJson.Parse(parameter.Default), parameter.Allowed);
}
